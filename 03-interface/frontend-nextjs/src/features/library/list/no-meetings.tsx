"use client";

import { AudioLines, FilterX, Mic, SearchX, Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "@/components/empty-state";
import { Button } from "@/components/ui/button";
import { isFiltered, type ListQuery } from "@/entities/meeting/list-query";
import { useUploadDialog } from "@/features/upload/upload-provider";

/** The notice in an empty list: its reason, and what to do about it. */
export function NoMeetings({ query, onReset }: { query: ListQuery; onReset: () => void }) {
  const t = useTranslations("meetings");
  const library = useTranslations("library");
  const { chooseFiles, record } = useUploadDialog();
  if (!isFiltered(query)) {
    return (
      <EmptyState
        icon={<AudioLines />}
        title={t("none")}
        action={
          <>
            <Button variant="primary" size="lg" onClick={chooseFiles}>
              <Upload />
              {t("chooseRecording")}
            </Button>
            <Button size="lg" onClick={record}>
              <Mic />
              {t("record")}
            </Button>
          </>
        }
      >
        <span className="pointer-coarse:hidden">{t("noneText")}</span>
        <span className="hidden pointer-coarse:inline">{t("noneTextTouch")}</span>
      </EmptyState>
    );
  }
  const action = <Button onClick={onReset}>{t("showAll")}</Button>;
  if (query.q) {
    return (
      <EmptyState icon={<SearchX />} title={library("nothingFound", { text: query.q })} action={action}>
        {library("nothingFoundText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={<FilterX />} title={t("noneFiltered")} action={action}>
      {t("noneFilteredText")}
    </EmptyState>
  );
}
