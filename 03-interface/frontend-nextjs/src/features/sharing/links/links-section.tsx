"use client";

import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { ShownOnce } from "@/components/copying/shown-once";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { LinkForm } from "@/features/sharing/links/link-form";
import { LinkRow } from "@/features/sharing/links/link-row";
import { useGuestLinks, useMakeLink } from "@/features/sharing/links/links";

/** Links by which people without an account read the meeting: made, listed and revoked by its owner. */
export function LinksSection({ meetingId }: { meetingId: string }) {
  const t = useTranslations("guestLinks");
  const links = useGuestLinks(meetingId);
  const make = useMakeLink(meetingId);
  const [isMaking, setMaking] = useState(false);
  const titleId = useId();
  const made = make.data;
  if (links.isError && !links.data)
    return <ProblemNotice error={links.error} onRetry={() => void links.refetch()} />;
  if (!links.data || (!links.data.allowed && links.data.links.length === 0)) return null;
  return (
    <section aria-labelledby={titleId} className="grid gap-3 border-t border-border pt-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="grid min-w-0 flex-1 basis-56 gap-0.5">
          <h3 id={titleId} className="text-sm font-medium">
            {t("title")}
          </h3>
          <p className="text-[13px] text-muted-foreground">{t(links.data.allowed ? "text" : "off")}</p>
        </div>
        {links.data.allowed && !isMaking ? (
          <Button
            size="sm"
            onClick={() => {
              make.reset();
              setMaking(true);
            }}
          >
            <Link2 />
            {t("new")}
          </Button>
        ) : null}
      </div>
      {isMaking ? (
        <LinkForm
          isPending={make.isPending}
          error={make.error}
          onDismiss={() => setMaking(false)}
          onMake={(wanted) => make.mutate(wanted, { onSuccess: () => setMaking(false) })}
        />
      ) : null}
      {made ? <ShownOnce text={t("once")} secret={made.url} /> : null}
      {links.data.links.length > 0 ? (
        <ul aria-label={t("title")} className="divide-y divide-border">
          {links.data.links.map((link) => (
            <LinkRow
              key={link.id}
              meetingId={meetingId}
              link={link}
              onRevoked={() => made?.id === link.id && make.reset()}
            />
          ))}
        </ul>
      ) : null}
    </section>
  );
}
