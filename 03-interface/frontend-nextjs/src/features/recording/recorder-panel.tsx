"use client";

import { CircleAlert, Mic, Pause, PhoneCall, Play, Square, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { cn } from "@/components/cn";
import { Button } from "@/components/ui/button";
import { Field, Select } from "@/components/ui/field";
import { useMe } from "@/entities/session/session";
import * as calls from "@/features/recording/call";
import { LevelMeter } from "@/features/recording/level-meter";
import { listMicrophones } from "@/features/recording/microphone";
import type { Recorder, RecorderState } from "@/features/recording/recorder";
import { RecordingNotes } from "@/features/recording/recording-notes";
import { formatClock } from "@/lib/format/time";
import { useStore } from "@/lib/store/use-store";

const TICK_MS = 250;

/** The recorder, in a corner of the window while the rest of the application stays usable. */
export function RecorderPanel({ recorder }: { recorder: Recorder }) {
  const t = useTranslations("recording");
  const state = useStore(recorder);
  if (state.phase === "closed") return null;
  return (
    <section
      aria-label={t("panel")}
      className="overflow-hidden rounded-2xl border border-border bg-surface-raised shadow-float"
    >
      {recorder.isRecording ? (
        <Running recorder={recorder} state={state} />
      ) : (
        <Ready recorder={recorder} state={state} />
      )}
    </section>
  );
}

type Shown = { recorder: Recorder; state: RecorderState };

function Ready({ recorder, state }: Shown) {
  const t = useTranslations("recording");
  const locale = useLocale();
  const me = useMe();
  const callNote = useId();
  const canShare = calls.canRecordCalls();
  const begin = (kind: "start" | "startCall") => {
    const now = new Date();
    const day = new Intl.DateTimeFormat("sv-SE").format(now);
    const time = new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" })
      .format(now)
      .replace(":", ".");
    const [owner, basename] = [
      me.data?.id ?? "",
      t(kind === "start" ? "filename" : "callFilename", { day, time }),
    ];
    void (kind === "start" ? recorder.start(owner, basename) : recorder.startCall(owner, basename, calls));
  };
  return (
    <div className="grid gap-4 p-4">
      <header className="flex items-center justify-between">
        <h2 className="font-serif text-lg font-medium">{t("title")}</h2>
        <Button variant="ghost" size="icon-sm" aria-label={t("close")} onClick={() => recorder.close()}>
          <X />
        </Button>
      </header>
      {state.phase === "refused" ? (
        <p role="alert" className="flex gap-2.5 rounded-xl bg-danger-soft p-3 text-sm">
          <CircleAlert className="mt-0.5 size-4 shrink-0 text-danger" />
          {t(`faults.${state.fault ?? "busy"}`)}
        </p>
      ) : (
        <>
          <Microphones recorder={recorder} state={state} />
          <div className="flex items-center gap-3 rounded-xl bg-muted px-3 py-1.5">
            <Mic className="size-4 shrink-0 text-muted-foreground" />
            {state.stream ? (
              <LevelMeter stream={state.stream} isRunning />
            ) : (
              <span className="grid h-9 content-center text-sm text-muted-foreground">{t("asking")}</span>
            )}
          </div>
        </>
      )}
      {state.phase === "refused" ? (
        <Button onClick={() => void recorder.open()}>{t("again")}</Button>
      ) : (
        <>
          <Button
            variant="primary"
            size="lg"
            disabled={state.phase !== "ready"}
            onClick={() => begin("start")}
          >
            <span aria-hidden className="size-2.5 rounded-full bg-accent" />
            {t("start")}
          </Button>
          <Button
            size="lg"
            disabled={state.phase !== "ready" || !canShare}
            aria-describedby={callNote}
            onClick={() => begin("startCall")}
          >
            <PhoneCall />
            {t("startCall")}
          </Button>
          <p
            id={callNote}
            role={state.callFault ? "alert" : undefined}
            className={cn("text-[13px]", state.callFault ? "text-danger" : "text-muted-foreground")}
          >
            {canShare
              ? t(state.callFault ? `callFaults.${state.callFault}` : "callHint")
              : t("callUnsupported")}
          </p>
        </>
      )}
      {state.phase === "refused" ? null : <p className="text-[13px] text-muted-foreground">{t("consent")}</p>}
    </div>
  );
}

function Microphones({ recorder, state }: Shown) {
  const t = useTranslations("recording");
  const [devices, setDevices] = useState<readonly MediaDeviceInfo[]>([]);
  useEffect(() => {
    if (!state.stream) return;
    const refresh = () => void listMicrophones().then(setDevices, () => undefined);
    refresh();
    navigator.mediaDevices.addEventListener("devicechange", refresh);
    return () => navigator.mediaDevices.removeEventListener("devicechange", refresh);
  }, [state.stream]);
  if (devices.length === 0) return null;
  const current = state.stream?.getAudioTracks()[0]?.getSettings().deviceId ?? state.deviceId;
  return (
    <Field label={t("microphone")}>
      {(control) => (
        <Select {...control} value={current} onChange={(event) => void recorder.open(event.target.value)}>
          {devices.map(({ deviceId, label }, place) => (
            <option key={deviceId} value={deviceId}>
              {label || t("microphoneNumber", { number: place + 1 })}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function Running({ recorder, state }: Shown) {
  const t = useTranslations("recording");
  const isPaused = state.phase === "paused";
  const isEnding = state.phase === "ending";
  return (
    <div className="grid gap-3 p-4">
      <div className="flex items-center gap-3">
        <span
          aria-hidden
          className={
            isPaused
              ? "size-2.5 rounded-full bg-border-strong"
              : "size-2.5 animate-pulse rounded-full bg-accent"
          }
        />
        <h2 className="text-sm font-medium">
          <span role="status">{t(isPaused ? "paused" : state.isCall ? "runningCall" : "running")}</span>
        </h2>
        <Elapsed recorder={recorder} />
      </div>
      <div className="flex items-center gap-3">
        {state.stream ? <LevelMeter stream={state.stream} isRunning={!isPaused && !isEnding} /> : null}
        <Button
          size="icon"
          disabled={isEnding}
          aria-label={t(isPaused ? "resume" : "pause")}
          onClick={() => (isPaused ? recorder.resume() : recorder.pause())}
        >
          {isPaused ? <Play /> : <Pause />}
        </Button>
        <Button variant="primary" disabled={isEnding} onClick={() => recorder.stop()}>
          <Square className="fill-current" />
          {t("stop")}
        </Button>
      </div>
      <RecordingNotes recorder={recorder} state={state} />
      <p className="text-[13px] text-muted-foreground">{t(state.isAtRisk ? "atRisk" : "safe")}</p>
    </div>
  );
}

function Elapsed({ recorder }: { recorder: Recorder }) {
  const [seconds, setSeconds] = useState(recorder.seconds);
  useEffect(() => {
    const timer = setInterval(() => setSeconds(recorder.seconds), TICK_MS);
    return () => clearInterval(timer);
  }, [recorder]);
  return (
    <span role="timer" className="ml-auto font-mono text-sm tabular-nums">
      {formatClock(seconds)}
    </span>
  );
}
