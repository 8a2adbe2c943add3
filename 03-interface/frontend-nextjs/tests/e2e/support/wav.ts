export type WavFormat = { rate: number; channels: 1 | 2; bits: 8 | 16 };

/** Return the header of a WAV file with `size` bytes of samples. */
export function wavHeader({ rate, channels, bits }: WavFormat, size: number): Buffer {
  const frame = (channels * bits) / 8;
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + size, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(rate, 24);
  header.writeUInt32LE(rate * frame, 28);
  header.writeUInt16LE(frame, 32);
  header.writeUInt16LE(bits, 34);
  header.write("data", 36);
  header.writeUInt32LE(size, 40);
  return header;
}

/** Return a WAV file of one channel and 16 bits that is heard so many times. */
export function repeated(wav: Buffer, times: number): Buffer {
  const samples = wav.subarray(wav.indexOf("data") + 8);
  const all = Buffer.concat(Array.from({ length: times }, () => samples));
  return Buffer.concat([wavHeader({ rate: wav.readUInt32LE(24), channels: 1, bits: 16 }, all.length), all]);
}

/** Return a WAV header of a file whose sound cannot be decoded. */
export function emptyWave(): Buffer {
  const header = Buffer.alloc(64, 0xff);
  header.write("RIFF", 0);
  header.writeUInt32LE(56, 4);
  header.write("WAVEfmt ", 8);
  return header;
}
