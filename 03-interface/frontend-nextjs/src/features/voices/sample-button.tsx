"use client";

import { Pause, Play } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { toast } from "@/lib/toast";
import { Button } from "@/components/ui/button";

type SampleButtonProps = { src: string; number: number; name: string };

let heard: HTMLAudioElement | null = null;

/** Plays a sample, one at a time; nothing is loaded before. */
export function SampleButton({ src, number, name }: SampleButtonProps) {
  const t = useTranslations("samples");
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const toggle = () => {
    const element = audio.current;
    if (!element) return;
    if (!element.paused) return element.pause();
    if (heard !== element) heard?.pause();
    heard = element;
    element.play().catch((error: unknown) => {
      // A pause before the sound starts is not an error.
      if (!(error instanceof DOMException && error.name === "AbortError")) toast.error(t("unplayable"));
    });
  };
  return (
    <>
      <Button
        size="icon-sm"
        aria-label={t(isPlaying ? "pause" : "play", { number, name })}
        onClick={toggle}
        className="rounded-full"
      >
        {isPlaying ? <Pause /> : <Play className="translate-x-px" />}
      </Button>
      <audio
        ref={audio}
        src={src}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
      />
    </>
  );
}
