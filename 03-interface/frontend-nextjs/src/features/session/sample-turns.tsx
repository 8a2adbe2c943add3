import { useTranslations } from "next-intl";

const TURNS = [
  { key: "first", color: "var(--speaker-0)", clock: "0:04" },
  { key: "second", color: "var(--speaker-1)", clock: "0:09" },
  { key: "third", color: "var(--speaker-2)", clock: "0:15" },
] as const;

/** A sample of a transcript, beside the login form. */
export function SampleTurns() {
  const t = useTranslations("account.sample");
  return (
    <ol className="grid max-w-xl gap-5 rounded-2xl border border-border bg-surface p-7 shadow-float">
      {TURNS.map(({ key, color, clock }) => (
        <li key={key} className="grid gap-0.5">
          <p className="flex items-baseline gap-2 text-sm">
            <span className="font-semibold" style={{ color }}>
              {t(`${key}.name`)}
            </span>
            <span className="font-mono text-xs text-muted-foreground">{clock}</span>
          </p>
          <p className="leading-relaxed">{t(`${key}.text`)}</p>
        </li>
      ))}
    </ol>
  );
}
