"use client";

import { useTranslations } from "next-intl";
import { Slot } from "radix-ui";
import { useState, type ComponentType, type KeyboardEvent, type ReactElement } from "react";
import { toast } from "@/lib/toast";

/** Props of a menu or popover that is loaded after its button: it opens at once, with the button as its trigger. */
export type Opened = { trigger: ReactElement };

type OpenerProps<P> = {
  trigger: ReactElement;
  load: () => Promise<ComponentType<P & Opened>>;
  /** Props of the menu or popover. */
  content: P;
  kind?: "menu" | "dialog";
};

/** A button whose menu or popover is loaded when it is pressed, hovered or focused. */
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
