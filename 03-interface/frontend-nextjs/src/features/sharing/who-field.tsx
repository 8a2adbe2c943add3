"use client";

import { User, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ComponentProps, RefObject } from "react";
import { Combobox, type ComboboxOption } from "@/components/fields/combobox";
import { useContacts } from "@/features/sharing/contacts";
import type { Who } from "@/features/sharing/who";

type WhoFieldProps = Omit<ComponentProps<"input">, "value" | "onChange"> & {
  value: Who;
  /** Ids of people and groups that are not offered, as they have access already. */
  without?: ReadonlySet<string>;
  /** What the names that are offered leave free. */
  beside: RefObject<HTMLElement | null>;
  onChange: (who: Who) => void;
};

type Option = ComboboxOption & { who: Who };

/** A field for whom to share with: an address, or a name of those that are offered as one types. */
export function WhoField({ value, without, onChange, ...props }: WhoFieldProps) {
  const t = useTranslations("sharing");
  const contacts = useContacts(value.text.trim());
  const groups = (contacts.data?.groups ?? []).map(({ id, name, members }): Option => ({
    key: id,
    label: name,
    detail: t("members", { count: members }),
    icon: <Users aria-hidden />,
    who: { text: name, groupId: id },
  }));
  const people = (contacts.data?.people ?? []).map(({ user_id: id, name, email }): Option => ({
    key: id,
    label: name,
    ...(email ? { detail: email } : {}),
    icon: <User aria-hidden />,
    who: { text: name, userId: id },
  }));
  const isChosen = value.groupId !== undefined || value.userId !== undefined;
  const options = isChosen ? [] : [...groups, ...people].filter(({ key }) => !without?.has(key));
  return (
    <Combobox
      {...props}
      inputMode="email"
      value={value.text}
      options={options}
      listLabel={t("offered")}
      onType={(text) => onChange({ text })}
      onPick={({ who }) => onChange(who)}
    />
  );
}
