import { useTranslations } from "next-intl";
import type { Fault } from "@/features/importing/fault";

/** Return a function that says in the user's language what is wrong with a transcript. */
export function useFaultText(): (fault: Fault) => string {
  const t = useTranslations("importing");
  return (fault) => {
    const detail = describe(fault, t);
    return detail ? t("malformed", { detail }) : t("unreadable");
  };
}

export type Texts = ReturnType<typeof useTranslations<"importing">>;

/** Return the sentence on what is wrong; none where the gateway's is not known. */
export function describe(fault: Fault, t: Texts): string | null {
  switch (fault.kind) {
    case "unexpected": {
      const place = t(`places.${fault.place.kind}`, { number: fault.place.number });
      const expected = t(`expected.${fault.expected}`, { example: fault.example });
      return fault.found === null
        ? t("faults.at", { place, expected })
        : t("faults.atFound", { place, expected, found: fault.found });
    }
    case "noCue":
      return t("faults.noCue", { example: fault.example });
    case "json":
      return t("faults.json", { line: fault.line, column: fault.column });
    case "speakers":
    case "turns":
      return t(`faults.${fault.kind}`, { count: fault.count, most: fault.most });
    case "hours":
      return t("faults.hours", { most: fault.most });
    case "unknown":
      return null;
    default:
      return t(`faults.${fault.kind}`);
  }
}
