"use client";

import { Combine, Ellipsis, Pencil, UserPlus } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Menu, MenuContent, MenuItem, MenuLabel, MenuTrigger } from "@/components/ui/menu";
import type { Person } from "@/entities/transcript/speakers/speakers";
import { ListenButtons } from "@/features/meeting/speakers/listen-buttons";
import { Recognition } from "@/features/meeting/speakers/recognition";
import type { Listening } from "@/features/meeting/speakers/use-listening";
import { formatLength } from "@/lib/format/time";
import { initialsOf } from "@/lib/format/initials";

type SpeakersPanelProps = {
  people: readonly Person[];
  nameOf: (speaker: string) => string;
  /** Null for users who may only read. */
  editing: { onName: (speaker: string) => void; onMerge: (speaker: string, into: string) => void } | null;
  /** Null where there is no recording. */
  listening: Listening | null;
};

export function SpeakersPanel({ people, nameOf, editing, listening }: SpeakersPanelProps) {
  const t = useTranslations("speakers");
  if (people.length === 0) return null;
  return (
    <section aria-label={t("title")}>
      <h2 className="mb-3 text-[13px] font-medium text-muted-foreground max-lg:sr-only">{t("title")}</h2>
      <div aria-hidden className="mb-2 flex h-1.5 gap-0.5 overflow-hidden rounded-full lg:mb-4">
        {people.map(({ id, color, share }) => (
          <span
            key={id}
            className="transition-[flex-grow] duration-300"
            style={{ background: color, flexGrow: share }}
          />
        ))}
      </div>
      <ul className="flex gap-1 max-sm:flex-col sm:max-lg:-mx-4 sm:max-lg:overflow-x-auto sm:max-lg:px-4 lg:flex-col">
        {people.map((person) => (
          <PersonRow key={person.id} person={person} name={nameOf(person.id)}>
            {listening ? (
              <ListenButtons speaker={person.id} name={nameOf(person.id)} listening={listening} />
            ) : null}
            {editing ? (
              <PersonTools
                person={person}
                name={nameOf(person.id)}
                others={people.filter(({ id }) => id !== person.id)}
                nameOf={nameOf}
                {...editing}
              />
            ) : null}
          </PersonRow>
        ))}
      </ul>
    </section>
  );
}

type PersonRowProps = { person: Person; name: string; children: ReactNode };

function PersonRow({ person, name, children }: PersonRowProps) {
  const t = useTranslations("speakers");
  const locale = useLocale();
  const share = new Intl.NumberFormat(locale, { style: "percent" }).format(person.share);
  return (
    <li className="flex items-center gap-3 rounded-xl px-2 py-1.5 hover:bg-muted/60 max-lg:shrink-0 lg:-mx-2">
      <span
        aria-hidden
        className="flex size-8 shrink-0 items-center justify-center rounded-full text-[13px] font-semibold text-background"
        style={{ background: person.color }}
      >
        {person.name ? initialsOf(name) : person.number}
      </span>
      <div className="min-w-0 flex-1">
        <p className="truncate text-sm font-medium max-lg:max-w-44">
          <bdi>{name}</bdi>
        </p>
        <div className="grid sm:max-lg:flex sm:max-lg:gap-x-2 sm:max-lg:whitespace-nowrap">
          <p className="text-[13px] text-muted-foreground tabular-nums">
            {t("talk", { time: formatLength(person.seconds, locale), share })}
          </p>
          <Recognition similarity={person.similarity} />
        </div>
      </div>
      {children}
    </li>
  );
}

type PersonToolsProps = {
  person: Person;
  name: string;
  others: readonly Person[];
  nameOf: (speaker: string) => string;
  onName: (speaker: string) => void;
  onMerge: (speaker: string, into: string) => void;
};

function PersonTools({ person, name, others, nameOf, onName, onMerge }: PersonToolsProps) {
  const t = useTranslations("speakers");
  const editing = useTranslations("editing");
  return (
    <div className="flex shrink-0 items-center">
      <Button
        variant="ghost"
        size={person.name ? "icon-sm" : "sm"}
        className="text-muted-foreground"
        aria-label={t(person.name ? "nameOf" : "thisIsOf", { name })}
        onClick={() => onName(person.id)}
      >
        {person.name ? <Pencil /> : <UserPlus />}
        {person.name ? null : <span>{t("thisIs")}</span>}
      </Button>
      {others.length > 0 ? (
        <Menu modal={false}>
          <MenuTrigger asChild>
            <Button
              variant="ghost"
              size="icon-sm"
              className="text-muted-foreground"
              aria-label={editing("actionsOf", { name })}
            >
              <Ellipsis />
            </Button>
          </MenuTrigger>
          <MenuContent className="max-w-72">
            <MenuLabel className="flex items-center gap-2">
              <Combine aria-hidden className="size-3.5" />
              {editing("mergeOf", { name })}
            </MenuLabel>
            {others.map(({ id, color }) => (
              <MenuItem key={id} onSelect={() => onMerge(person.id, id)}>
                <span aria-hidden className="size-2.5 shrink-0 rounded-full" style={{ background: color }} />
                <bdi className="min-w-0 truncate">{nameOf(id)}</bdi>
              </MenuItem>
            ))}
          </MenuContent>
        </Menu>
      ) : null}
    </div>
  );
}
