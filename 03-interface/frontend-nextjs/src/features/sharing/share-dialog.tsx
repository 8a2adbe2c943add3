"use client";

import { Link2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { rightsOf } from "@/entities/meeting/rights";
import { LinksSection } from "@/features/sharing/links/links-section";
import { ShareForm } from "@/features/sharing/share-form";
import { ShareList } from "@/features/sharing/share-list";
import { useSharing } from "@/features/sharing/shares";
import type { Meeting } from "@/lib/api/client";
import { toast } from "@/lib/toast";
import { copyText } from "@/lib/browser/clipboard";

type ShareDialogProps = { meeting: Meeting; open: boolean; onOpenChange: (open: boolean) => void };

/** The people with access to a meeting; its owner shares it here. */
export function ShareDialog({ meeting, open, onOpenChange }: ShareDialogProps) {
  const t = useTranslations("sharing");
  const sharing = useSharing(meeting.id, open);
  const { isOwner } = rightsOf(meeting);
  const copyLink = async () => {
    await copyText(`${window.location.origin}/meetings/${meeting.id}`);
    toast.success(t("linkCopied"));
  };
  return (
    <Dialog
      closesOnBack
      open={open}
      onOpenChange={onOpenChange}
      title={isOwner ? t("titleOf", { title: meeting.title }) : t("peopleTitle")}
      description={isOwner ? t("lead") : t("sharedLead", { name: meeting.owner_name })}
    >
      {isOwner ? <ShareForm meetingId={meeting.id} sharing={sharing.data} /> : null}
      {sharing.data ? <ShareList meetingId={meeting.id} sharing={sharing.data} canManage={isOwner} /> : null}
      {sharing.isPending ? <Skeleton className="h-11" /> : null}
      {sharing.isError ? (
        <ProblemNotice error={sharing.error} onRetry={() => void sharing.refetch()} />
      ) : null}
      {isOwner && open ? <LinksSection meetingId={meeting.id} /> : null}
      <div className="flex border-t border-border pt-4">
        <Button variant="ghost" size="sm" className="-ml-2" onClick={() => void copyLink()}>
          <Link2 />
          {t("copyLink")}
        </Button>
      </div>
    </Dialog>
  );
}
