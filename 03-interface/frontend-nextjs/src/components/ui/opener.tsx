"use client";

import { useTranslations } from "next-intl";
import { Slot } from "radix-ui";
import { useState, type ComponentType, type KeyboardEvent, type ReactElement } from "react";
import { toast } from "@/lib/toast";

/** What a menu or popover needs to come after its button: it opens at once, and the button is its trigger. */
export type Opened = { trigger: ReactElement };

type OpenerProps<P> = {
  trigger: ReactElement;
  load: () => Promise<ComponentType<P & Opened>>;
  /** What the menu or popover is given. */
  content: P;
  kind?: "menu" | "dialog";
};

/** A button whose menu or popover is fetched when it is pressed, or a little before: with the pointer or focus on it. */
export function Opener<P extends object>({ trigger, load, content, kind = "menu" }: OpenerProps<P>) {
  const t = useTranslations("common");
  const [component, setComponent] = useState<ComponentType<P & Opened> | null>(null);
  if (component) {
    const Content = component;
    return <Content {...content} trigger={trigger} />;
  }
  const prepare = () => void load().catch(() => undefined);
  const open = () =>
    void load().then(
      (loaded) => setComponent(() => loaded),
      () => toast.error(t("unreachable")),
    );
  return (
    <Slot.Root
      aria-haspopup={kind}
      aria-expanded={false}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={open}
      onKeyDown={(event: KeyboardEvent) => {
        if (kind !== "menu" || event.key !== "ArrowDown") return;
        event.preventDefault();
        open();
      }}
    >
      {trigger}
    </Slot.Root>
  );
}
