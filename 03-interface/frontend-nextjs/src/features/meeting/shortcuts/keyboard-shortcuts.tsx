"use client";

import { useState } from "react";
import type { EditingSession } from "@/features/editing/session/editing-session";
import { ShortcutsDialog } from "@/features/meeting/shortcuts/shortcuts-dialog";
import { useShortcuts } from "@/features/meeting/shortcuts/use-shortcuts";

const doNothing = () => undefined;

type KeyboardShortcutsProps = {
  /** Null for those who may only read: keys that edit do nothing. */
  session: EditingSession | null;
  onFind: () => void;
  onEdit: () => void;
  onUncertain: () => void;
  onComment: () => void;
  /** Go to the next (1) or previous (-1) passage of the person who is heard. */
  onStep: (direction: 1 | -1) => void;
};

/** The keys of the meeting page, and the dialog that lists them. */
export function KeyboardShortcuts(props: KeyboardShortcutsProps) {
  const { session, onFind, onEdit, onUncertain, onComment, onStep } = props;
  const [isHelpOpen, setHelpOpen] = useState(false);
  useShortcuts({
    onFind,
    onHelp: () => setHelpOpen(true),
    onEdit: session ? onEdit : doNothing,
    onUncertain: session ? onUncertain : doNothing,
    onComment: session ? onComment : doNothing,
    onStep,
    onUndo: session ? () => session.undo() : doNothing,
    onRedo: session ? () => session.redo() : doNothing,
  });
  return <ShortcutsDialog open={isHelpOpen} onOpenChange={setHelpOpen} canEdit={session !== null} />;
}
