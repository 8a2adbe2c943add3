import { useTranslations } from "next-intl";
import type { Fault, Place } from "@/features/importing/fault";

/** Return a function that says in the user's language what is wrong with a transcript. */
export function useFaultText(): (fault: Fault) => string {
  const t = useTranslations("importing");
  return (fault) => t("malformed", { detail: describe(fault, t) });
}

export type Texts = ReturnType<typeof useTranslations<"importing">>;

/** Return the sentence on what is wrong; the gateway's own, in English, where it is not known. */
export function describe(fault: Fault, t: Texts): string {
  switch (fault.kind) {
    case "unexpected": {
      const place = nameOf(fault.place, t);
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
      return fault.sentence;
    default:
      return t(`faults.${fault.kind}`);
  }
}

function nameOf(place: Place, t: Texts): string {
  return place.kind === "field" ? place.path : t(`places.${place.kind}`, { number: place.number });
}
