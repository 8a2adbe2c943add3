"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MAX_TITLE_LENGTH } from "@/lib/limits";

/** Length from which on it is counted. */
const NEAR = MAX_TITLE_LENGTH - 40;

/** Return the length of a title as the gateway counts it: an emoji is one or a few, not two for each. */
export const lengthOf = (title: string): number => [...title.trim()].length;

/** What is said under a title: the usual hint, and how long it is once that matters. */
export function TitleNote({ title, usual }: { title: string; usual?: ReactNode }) {
  const t = useTranslations("meetings");
  const count = lengthOf(title);
  return count < NEAR ? usual : t("titleLength", { count, max: MAX_TITLE_LENGTH });
}
