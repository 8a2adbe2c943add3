"use client";

import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { cn } from "@/components/cn";
import { Input, Select } from "@/components/ui/field";

const MAX_SPEAKERS = 50;
const MODES = ["automatic", "exact", "range"] as const;
type Mode = (typeof MODES)[number];

export type SpeakerRange = { min: number | null; max: number | null };
type SpeakersFieldProps = { value: SpeakerRange; onChange: (value: SpeakerRange) => void };

/** The number of speakers: automatic, exact, or a range. */
export function SpeakersField({ value, onChange }: SpeakersFieldProps) {
  const t = useTranslations("upload");
  const id = useId();
  const { min, max } = value;
  const [mode, setMode] = useState(() => modeOf(value));
  const choose = (chosen: Mode) => {
    setMode(chosen);
    if (chosen === "automatic") onChange({ min: null, max: null });
    else if (chosen === "exact") onChange({ min: min ?? 2, max: min ?? 2 });
    else onChange({ min: min ?? 2, max: Math.max(min ?? 2, max ?? 0) + 2 });
  };
  return (
    <div className="grid content-start gap-1.5">
      <label htmlFor={id} className="text-sm font-medium">
        {t("speakers")}
      </label>
      <div className={cn("grid gap-2", mode === "exact" && "grid-cols-[1fr_auto]")}>
        <Select
          id={id}
          value={mode}
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
            value={min}
            required
            onChange={(count) => onChange({ min: count, max: count })}
          />
        ) : null}
        {mode === "range" ? (
          <div className="flex items-center gap-1.5">
            <CountInput
              label={t("speakersFewest")}
              value={min}
              max={max ?? MAX_SPEAKERS}
              onChange={(count) => onChange({ min: count, max })}
            />
            <span aria-hidden>–</span>
            <CountInput
              label={t("speakersMost")}
              value={max}
              min={min ?? 1}
              onChange={(count) => onChange({ min, max: count })}
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

/** Return what a number of speakers is; one end of a range may be open. */
function modeOf({ min, max }: SpeakerRange): Mode {
  if (min === null && max === null) return "automatic";
  return min === max ? "exact" : "range";
}

type CountInputProps = {
  label: string;
  value: number | null;
  required?: boolean;
  min?: number;
  max?: number;
  onChange: (count: number | null) => void;
};

function CountInput({
  label,
  value,
  required = false,
  min = 1,
  max = MAX_SPEAKERS,
  onChange,
}: CountInputProps) {
  return (
    <Input
      type="number"
      inputMode="numeric"
      required={required}
      aria-label={label}
      min={min}
      max={max}
      value={value ?? ""}
      className="w-12 grow [appearance:textfield] px-1 text-center tabular-nums [&::-webkit-inner-spin-button]:appearance-none"
      onChange={(event) => {
        const count = event.target.valueAsNumber;
        onChange(Number.isNaN(count) ? null : count);
      }}
    />
  );
}
