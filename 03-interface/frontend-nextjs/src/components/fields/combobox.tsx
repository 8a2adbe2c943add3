"use client";

import { Popover } from "radix-ui";
import {
  useId,
  useRef,
  useState,
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
} from "react";
import { Input } from "@/components/ui/field";

export type ComboboxOption = { key: string; label: string; detail?: string; icon: ReactNode };

type ComboboxProps<O extends ComboboxOption> = Omit<ComponentProps<"input">, "onChange" | "value"> & {
  value: string;
  options: readonly O[];
  /** Name of the list of options. */
  listLabel: string;
  /** What the list covers nothing of, as a row of the field and its buttons; the field alone, if not given. */
  beside?: RefObject<HTMLElement | null>;
  onType: (text: string) => void;
  onPick: (option: O) => void;
};

/**
 * A field that offers what fits as one types, by the pattern "list autocomplete with manual selection": focus stays in
 * the field, arrows choose, Enter takes and Escape closes.
 */
export function Combobox<O extends ComboboxOption>({
  value,
  options,
  listLabel,
  beside,
  onType,
  onPick,
  className,
  ...props
}: ComboboxProps<O>) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  // Not its place: other options may come while one chooses.
  const [marked, setMarked] = useState<string | null>(null);
  const isShown = isOpen && options.length > 0;
  const at = isShown ? options.findIndex(({ key }) => key === marked) : -1;
  const active = options[at];
  const close = () => {
    setOpen(false);
    setMarked(null);
  };
  const pick = (option: O) => {
    onPick(option);
    close();
  };
  const move = (step: number) => {
    setOpen(true);
    const from = at >= 0 ? at : step > 0 ? -1 : 0;
    setMarked(options[(from + step + options.length) % options.length]?.key ?? null);
  };
  const handleKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && active) pick(active);
    else if (event.key === "Escape" && isShown) close();
    else return;
    // Neither the form is sent nor the dialog around it closed.
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Popover.Root open={isShown} onOpenChange={(wanted) => !wanted && close()}>
      <Popover.Anchor virtualRef={(beside ?? field) as RefObject<HTMLElement>} />
      <Input
        {...props}
        ref={field}
        className={className}
        role="combobox"
        autoComplete="off"
        aria-autocomplete="list"
        aria-expanded={isShown}
        aria-controls={isShown ? id : undefined}
        aria-activedescendant={active ? `${id}-${active.key}` : undefined}
        value={value}
        onFocus={() => setOpen(true)}
        onClick={() => setOpen(true)}
        onKeyDown={handleKey}
        onBlur={close}
        onChange={(event) => {
          setOpen(true);
          setMarked(null);
          onType(event.target.value);
        }}
      />
      {/* In a portal: a dialog cuts off what sticks out of it. */}
      <Popover.Portal>
        <Popover.Content
          role="region"
          aria-label={listLabel}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          // The dialog around the field lets nothing outside it scroll.
          onWheel={(event) => event.stopPropagation()}
          onTouchMove={(event) => event.stopPropagation()}
          className="z-50 w-(--radix-popover-trigger-width)"
        >
          <ul
            id={id}
            role="listbox"
            aria-label={listLabel}
            // The field would lose the focus before the click.
            onMouseDown={(event) => event.preventDefault()}
            className="max-h-[min(15rem,var(--radix-popover-content-available-height))] overflow-y-auto rounded-lg border border-border-strong/60 bg-surface-raised p-1 shadow-float"
          >
            {options.map((option, index) => (
              <li
                key={option.key}
                id={`${id}-${option.key}`}
                ref={(item) => {
                  if (index === at) item?.scrollIntoView({ block: "nearest" });
                }}
                role="option"
                aria-selected={index === at}
                className="flex cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 text-sm select-none hover:bg-muted aria-selected:bg-muted [&_svg]:size-4 [&_svg]:shrink-0"
                onClick={() => pick(option)}
              >
                {option.icon}
                <span className="min-w-0 flex-1">
                  <bdi className="block truncate">{option.label}</bdi>
                  {option.detail ? (
                    <span className="block truncate text-[13px] text-muted-foreground">{option.detail}</span>
                  ) : null}
                </span>
              </li>
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
