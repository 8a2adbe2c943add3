"use client";

import { Ellipsis, Pencil, Trash2 } from "lucide-react";
import { useQueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { cn } from "@/components/cn";
import { RenameForm } from "@/components/rename-form";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import {
  CONVERSATIONS_KEY,
  deleteConversation,
  useConversations,
  useRenameConversation,
} from "@/features/asking/conversation/conversations";
import type { Conversation } from "@/lib/api/client";
import { useDelayedDeletion } from "@/lib/deletion/use-delayed-deletion";
import { toast } from "@/lib/toast";
import { ProblemNotice } from "@/components/problem-notice";
import { useProblemText } from "@/lib/use-problem-text";

type ConversationListProps = {
  meetingId: string | null;
  chosen: string | null;
  onChoose: (id: string | null) => void;
};

/** One's conversations: open, rename, delete. */
export function ConversationList({ meetingId, chosen, onChoose }: ConversationListProps) {
  const t = useTranslations("asking");
  const queryClient = useQueryClient();
  const conversations = useConversations(meetingId);
  const { hidden, remove } = useDelayedDeletion();
  const shown = conversations.data?.items.filter(({ id }) => !hidden.has(id)) ?? [];
  const handleDelete = (conversation: Conversation) => {
    if (conversation.id === chosen) onChoose(null);
    remove(conversation.id, t("deleted"), async () => {
      await deleteConversation(conversation.id);
      await queryClient.invalidateQueries({ queryKey: CONVERSATIONS_KEY });
    });
  };
  if (conversations.isError && !conversations.data) {
    return <ProblemNotice error={conversations.error} onRetry={() => void conversations.refetch()} />;
  }
  if (conversations.data && shown.length === 0) {
    return <p className="text-[13px] text-muted-foreground">{t("noConversations")}</p>;
  }
  return (
    <ul className="-mx-2 grid grid-cols-[minmax(0,1fr)] gap-0.5">
      {shown.map((conversation) => (
        <ConversationRow
          key={conversation.id}
          conversation={conversation}
          isChosen={conversation.id === chosen}
          onChoose={() => onChoose(conversation.id)}
          onDelete={() => handleDelete(conversation)}
        />
      ))}
    </ul>
  );
}

type ConversationRowProps = {
  conversation: Conversation;
  isChosen: boolean;
  onChoose: () => void;
  onDelete: () => void;
};

function ConversationRow({ conversation, isChosen, onChoose, onDelete }: ConversationRowProps) {
  const t = useTranslations("asking");
  const problemText = useProblemText();
  const rename = useRenameConversation();
  const [isRenaming, setRenaming] = useState(false);
  const title = conversation.title || t("untitled");
  const handleRename = (wanted: string | null) => {
    setRenaming(false);
    if (wanted === null) return;
    rename.mutate(
      { id: conversation.id, title: wanted },
      { onError: (error) => void toast.error(problemText(error)) },
    );
  };
  return (
    <li
      className={cn("flex items-center gap-1 rounded-lg pr-1 pl-2 hover:bg-muted/60", isChosen && "bg-muted")}
    >
      {isRenaming ? (
        <div className="min-w-0 flex-1 py-1.5">
          <RenameForm title={conversation.title} className="mx-0 text-sm" onDone={handleRename} />
          <UpdatedAt conversation={conversation} />
        </div>
      ) : (
        <button
          type="button"
          aria-current={isChosen ? "true" : undefined}
          onClick={onChoose}
          className="min-w-0 flex-1 rounded-md py-1.5 text-left"
        >
          <bdi title={title} className="block truncate text-sm">
            {title}
          </bdi>
          <UpdatedAt conversation={conversation} />
        </button>
      )}
      <Menu modal={false}>
        <MenuTrigger asChild>
          <Button variant="ghost" size="icon-sm" aria-label={t("menuOf", { title })}>
            <Ellipsis />
          </Button>
        </MenuTrigger>
        <MenuContent onCloseAutoFocus={(event) => event.preventDefault()}>
          <MenuItem onSelect={() => setRenaming(true)}>
            <Pencil />
            {t("rename")}
          </MenuItem>
          <MenuItem className="text-danger [&_svg]:text-danger" onSelect={onDelete}>
            <Trash2 />
            {t("delete")}
          </MenuItem>
        </MenuContent>
      </Menu>
    </li>
  );
}

function UpdatedAt({ conversation }: { conversation: Conversation }) {
  const format = useFormatter();
  return (
    <span className="block text-xs text-muted-foreground">
      {format.dateTime(new Date(conversation.updated_at), { dateStyle: "medium", timeStyle: "short" })}
    </span>
  );
}
