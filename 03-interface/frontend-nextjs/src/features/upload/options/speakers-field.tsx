"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { cn } from "@/components/cn";
import { Input, Select } from "@/components/ui/field";

const MOST_SPEAKERS = 50;
const MODES = ["automatic", "exact", "range"] as const;
type Mode = (typeof MODES)[number];

export type SpeakerRange = { fewest: number | null; most: number | null };
type SpeakersFieldProps = { value: SpeakerRange; onChange: (value: SpeakerRange) => void };

/** How many people speak: unknown, known, or known to lie between two numbers. */
export function SpeakersField({ value, onChange }: SpeakersFieldProps) {
  const t = useTranslations("upload");
  const id = useId();
  const [mode, setMode] = useState<Mode>("automatic");
  const { fewest, most } = value;
  const choose = (chosen: Mode) => {
    setMode(chosen);
    if (chosen === "automatic") onChange({ fewest: null, most: null });
    else if (chosen === "exact") onChange({ fewest: fewest ?? 2, most: fewest ?? 2 });
    else onChange({ fewest: fewest ?? 2, most: Math.max(fewest ?? 2, most ?? 0) + 2 });
  };
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t("speakers")}
      </label>
      <div className={cn("grid gap-2", mode !== "automatic" && "grid-cols-[1fr_auto]")}>
        <Select
          id={id}
          value={mode}
          className={cn(mode === "range" && "pr-1 pl-2")}
          aria-describedby={`${id}-note`}
          onChange={(event) => choose(event.target.value as Mode)}
        >
          {MODES.map((one) => (
            <option key={one} value={one}>
              {t(`speakersModes.${one}`)}
            </option>
          ))}
        </Select>
        {mode === "exact" ? (
          <CountInput
            label={t("speakersExact")}
            value={fewest}
            onChange={(count) => onChange({ fewest: count, most: count })}
          />
        ) : null}
        {mode === "range" ? (
          <div className="flex items-center gap-1.5">
            <CountInput
              label={t("speakersFewest")}
              value={fewest}
              most={most ?? MOST_SPEAKERS}
              onChange={(count) => onChange({ fewest: count, most })}
            />
            <span aria-hidden>–</span>
            <CountInput
              label={t("speakersMost")}
              value={most}
              fewest={fewest ?? 1}
              onChange={(count) => onChange({ fewest, most: count })}
            />
          </div>
        ) : null}
      </div>
      <p id={`${id}-note`} className="text-[13px] text-muted-foreground">
        {t("speakersHint")}
      </p>
    </div>
  );
}

type CountInputProps = {
  label: string;
  value: number | null;
  fewest?: number;
  most?: number;
  onChange: (count: number | null) => void;
};

function CountInput({ label, value, fewest = 1, most = MOST_SPEAKERS, onChange }: CountInputProps) {
  return (
    <Input
      type="number"
      inputMode="numeric"
      required
      aria-label={label}
      min={fewest}
      max={most}
      value={value ?? ""}
      className="w-12 [appearance:textfield] px-1 text-center tabular-nums [&::-webkit-inner-spin-button]:appearance-none"
      onChange={(event) => {
        const count = event.target.valueAsNumber;
        onChange(Number.isNaN(count) ? null : count);
      }}
    />
  );
}
