"use client";

import { Fragment, type ReactNode } from "react";
import { CopyButton } from "@/components/copying/copy-button";

/** A secret that is shown this once, with a button that copies it. One of several parts is broken between them. */
export function ShownOnce({
  text,
  secret,
  children,
}: {
  text: string;
  secret: string;
  children?: ReactNode;
}) {
  return (
    <div
      role="status"
      className="grid grid-cols-[minmax(0,1fr)] gap-2 rounded-xl border border-border bg-muted p-4 text-sm"
    >
      <p>{text}</p>
      <code className="font-mono text-[13px] wrap-anywhere select-all">
        {secret.split(" ").map((part, at) => (
          <Fragment key={part}>
            {at > 0 ? " " : null}
            <span className="inline-block max-w-full">{part}</span>
          </Fragment>
        ))}
      </code>
      <CopyButton text={secret} className="w-fit" />
      {children}
    </div>
  );
}
