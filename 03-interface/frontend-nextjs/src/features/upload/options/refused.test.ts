import { expect, it } from "vitest";
import { isRefused } from "@/features/upload/options/refused";

const bytes = (text: string) => new Blob([Uint8Array.from(text, (letter) => letter.charCodeAt(0))]);

it.each([
  ["nothing", ""],
  ["a PDF", "%PDF-1.7\n\xe2\xe3\xcf"],
  ["an archive or Word document", "PK\x03\x04\x14\x00\x06\x00"],
  ["a picture", "\x89PNG\r\n\x1a\n\x00\x00"],
  ["a photograph", "\xff\xd8\xff\xe0\x00\x10JFIF"],
  ["a program", "\x7fELF\x02\x01\x01\x00"],
  ["subtitles", "1\n00:00:01,000 --> 00:00:02,000\nBonjour à tous.\n".replace("à", "\xc3\xa0")],
])("refuses %s", async (_, head) => {
  expect(await isRefused(bytes(head))).toBe(true);
});

it.each([
  ["WAV", "RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00\x01\x00\x01\x00"],
  ["MP4", "\x00\x00\x00\x20ftypM4A \x00\x00\x02\x00"],
  ["MP3", "ID3\x04\x00\x00\x00\x00\x00\x23TSSE"],
  ["MPEG audio without a header", "\xff\xfb\x90\x64\x00\x00"],
  ["Ogg", "OggS\x00\x02\x00\x00\x00\x00"],
  ["WebM", "\x1aE\xdf\xa3\x9fB\x86\x81\x01"],
  ["FLAC", "fLaC\x00\x00\x00\x22\x10\x00"],
])("lets %s pass", async (_, head) => {
  expect(await isRefused(bytes(head))).toBe(false);
});

it("knows a text that is cut within a character", async () => {
  expect(await isRefused(bytes("a".repeat(511) + "\xc3\xa9"))).toBe(true);
});

it("refuses what cannot be read, as a folder that was dropped", async () => {
  const folder = bytes("a recording");
  folder.slice = () =>
    Object.assign(bytes(""), { arrayBuffer: () => Promise.reject(new Error("NotReadableError")) });
  expect(await isRefused(folder)).toBe(true);
});
