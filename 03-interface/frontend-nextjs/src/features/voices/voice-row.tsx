"use client";

import { Building2, CalendarX, ChevronDown, Ellipsis, Handshake, Pencil, Trash2, UserX } from "lucide-react";
import { useFormatter, useLocale, useTranslations } from "next-intl";
import { useId, useState, type ReactNode } from "react";
import { cn } from "@/components/cn";
import { RenameForm } from "@/components/rename-form";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { ConsentLine } from "@/features/voices/consent-line";
import { SampleList } from "@/features/voices/sample-list";
import { VoiceRegister } from "@/features/voices/identification/voice-register";
import { useChangeVoice } from "@/features/voices/voices";
import type { Voice } from "@/lib/api/client";
import { formatLength } from "@/lib/format/time";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";
import { Avatar } from "@/components/avatar";

type VoiceRowProps = {
  voice: Voice;
  /** The user may play its samples, and change them unless they come from the voice bank. */
  isAudible: boolean;
  /** Offered to administrators. */
  canShare: boolean;
  onConsent: () => void;
  onWithdraw: () => void;
  onEnd: () => void;
  onDelete: () => void;
};

export function VoiceRow(props: VoiceRowProps) {
  const { voice, isAudible, canShare, onConsent, onWithdraw, onEnd, onDelete } = props;
  const t = useTranslations("voices");
  const samples = useTranslations("samples");
  const problemText = useProblemText();
  const change = useChangeVoice();
  const [isRenaming, setRenaming] = useState(false);
  const identification = useTranslations("identification");
  const isChangeable = isAudible && !voice.in_bank;
  const handleRename = (name: string | null) => {
    setRenaming(false);
    if (name !== null) {
      change.mutate({ id: voice.id, name }, { onError: (error) => void toast.error(problemText(error)) });
    }
  };
  const handleShare = () =>
    change.mutate(
      { id: voice.id, shared: !voice.shared },
      {
        onSuccess: ({ shared, name }) =>
          void toast.success(t(shared ? "nowShared" : "nowTakenBack", { name })),
        onError: (error) => void toast.error(problemText(error)),
      },
    );
  return (
    <li className="px-4 py-3.5">
      <div className="flex items-start gap-3.5">
        <Avatar name={voice.name} />
        <div className="min-w-0 flex-1">
          <div className="flex items-center gap-2">
            {isRenaming ? (
              <RenameForm title={voice.name} onDone={handleRename} />
            ) : (
              <h2 className="min-w-0 font-medium break-words">
                <bdi>{voice.name}</bdi>
              </h2>
            )}
            {voice.shared ? (
              <span className="shrink-0 rounded-full bg-muted px-2 py-0.5 text-xs font-medium text-muted-foreground">
                {t("shared")}
              </span>
            ) : null}
          </div>
          <VoiceFacts voice={voice} />
          <ConsentLine voice={voice} />
          <EndLine voice={voice} />
          <SharedLine voice={voice} />
          {isAudible ? (
            <>
              <Unfolding label={samples("show", { count: voice.samples.length })}>
                <SampleList voice={voice} isChangeable={isChangeable} />
              </Unfolding>
              <Unfolding label={identification("register")}>
                <VoiceRegister voice={voice} />
              </Unfolding>
            </>
          ) : null}
        </div>
        {isChangeable ? (
          <Menu modal={false}>
            <MenuTrigger asChild>
              <Button variant="ghost" size="icon-sm" aria-label={t("menuOf", { name: voice.name })}>
                <Ellipsis />
              </Button>
            </MenuTrigger>
            <MenuContent onCloseAutoFocus={(event) => event.preventDefault()}>
              <MenuItem onSelect={() => setRenaming(true)}>
                <Pencil />
                {t("rename")}
              </MenuItem>
              <ConsentItem onSelect={onConsent} />
              {canShare || (voice.owned && voice.shared) ? (
                <MenuItem onSelect={handleShare}>
                  <Building2 />
                  {t(voice.shared ? "takeBack" : "share")}
                </MenuItem>
              ) : null}
              <MenuItem onSelect={onEnd}>
                <CalendarX />
                {identification("end")}
              </MenuItem>
              <MenuItem className="text-danger [&_svg]:text-danger" onSelect={onWithdraw}>
                <UserX />
                {identification("withdraw")}
              </MenuItem>
              <MenuItem className="text-danger [&_svg]:text-danger" onSelect={onDelete}>
                <Trash2 />
                {t("delete")}
              </MenuItem>
            </MenuContent>
          </Menu>
        ) : null}
      </div>
    </li>
  );
}

function Unfolding({ label, children }: { label: string; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      <Button
        variant="ghost"
        size="sm"
        aria-expanded={isOpen}
        aria-controls={id}
        className="mt-1 -ml-2.5 text-muted-foreground"
        onClick={() => setOpen(!isOpen)}
      >
        {label}
        <ChevronDown className={cn("transition-transform", isOpen && "rotate-180")} />
      </Button>
      <div id={id} hidden={!isOpen}>
        {isOpen ? children : null}
      </div>
    </div>
  );
}

function ConsentItem({ onSelect }: { onSelect: () => void }) {
  const t = useTranslations("consent");
  return (
    <MenuItem onSelect={onSelect}>
      <Handshake />
      {t("note")}
    </MenuItem>
  );
}

/** Who has what of a voice that is the company's. */
function SharedLine({ voice }: { voice: Voice }) {
  const t = useTranslations("voices");
  if (!voice.shared) return null;
  const key = voice.in_bank ? "sharedBank" : voice.owned ? "sharedOwn" : "sharedOther";
  return <p className="text-[13px] text-muted-foreground">{t(key)}</p>;
}

function EndLine({ voice }: { voice: Voice }) {
  const t = useTranslations("identification");
  const format = useFormatter();
  if (!voice.destroy_at) return null;
  const date = format.dateTime(new Date(voice.destroy_at), { dateStyle: "medium" });
  return <p className="text-[13px] text-warning">{t("ends", { date })}</p>;
}

function VoiceFacts({ voice }: { voice: Voice }) {
  const t = useTranslations("voices");
  const samples = useTranslations("samples");
  const locale = useLocale();
  const format = useFormatter();
  const seconds = voice.samples.reduce((sum, { duration }) => sum + duration, 0);
  const facts = [
    t("sampled", { time: formatLength(seconds, locale) }),
    t("since", { date: format.dateTime(new Date(voice.created_at), { dateStyle: "medium" }) }),
    ...(voice.in_bank ? [samples("bank")] : []),
  ];
  return <p className="text-[13px] text-muted-foreground">{facts.join(" · ")}</p>;
}
