"use client";

import { Mic, RotateCcw, Square } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useMemo } from "react";
import { Button } from "@/components/ui/button";
import { LevelMeter } from "@/features/recording/level-meter";
import { MIN_SPEECH_SECONDS, type VoiceReader } from "@/features/voices/reading/voice-reader";
import { useStore } from "@/lib/store/use-store";

const SENTENCES = ["first", "second", "third"] as const;

/** Three sentences to read into the microphone; what was read is heard before it is sent. */
export function ReadAloud({ reader }: { reader: VoiceReader }) {
  const t = useTranslations("reading");
  const faults = useTranslations("recording.faults");
  const { phase, fault, stream, seconds, file } = useStore(reader);
  useEffect(() => {
    reader.enter();
    return () => reader.leave();
  }, [reader]);
  const address = useMemo(() => (file ? URL.createObjectURL(file) : null), [file]);
  useEffect(() => () => (address ? URL.revokeObjectURL(address) : undefined), [address]);
  const isEnough = seconds >= MIN_SPEECH_SECONDS;
  return (
    <div className="grid gap-3 rounded-xl border border-border p-4">
      {phase === "idle" ? <p className="text-sm text-muted-foreground">{t("lead")}</p> : null}
      {phase === "reading" ? (
        <ol className="grid gap-2 font-serif text-lg leading-snug" aria-label={t("sentences")}>
          {SENTENCES.map((sentence) => (
            <li key={sentence}>{t(sentence)}</li>
          ))}
        </ol>
      ) : null}
      {fault ? (
        <p role="alert" className="text-sm text-danger">
          {faults(fault)}
        </p>
      ) : null}
      {stream ? (
        <div className="flex items-center gap-3">
          <LevelMeter stream={stream} isRunning={phase === "reading"} />
          <span className="text-[13px] text-muted-foreground tabular-nums">
            {t("spoken", { seconds: Math.floor(seconds), wanted: MIN_SPEECH_SECONDS })}
          </span>
        </div>
      ) : null}
      {address ? <audio controls src={address} aria-label={t("listen")} className="h-10 w-full" /> : null}
      {phase === "read" ? (
        <p role="status" className={isEnough ? "text-sm text-muted-foreground" : "text-sm text-danger"}>
          {isEnough
            ? t("check")
            : t("tooLittle", { seconds: Math.floor(seconds), wanted: MIN_SPEECH_SECONDS })}
        </p>
      ) : null}
      <div>
        {phase === "reading" ? (
          <Button size="sm" onClick={() => reader.stop()}>
            <Square />
            {t("stop")}
          </Button>
        ) : (
          <Button size="sm" disabled={phase === "opening"} onClick={() => void reader.begin()}>
            {phase === "read" ? <RotateCcw /> : <Mic />}
            {t(phase === "read" ? "again" : "begin")}
          </Button>
        )}
      </div>
    </div>
  );
}
