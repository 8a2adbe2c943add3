"use client";

import { LoaderCircle } from "lucide-react";
import type { ReactNode, SubmitEventHandler } from "react";
import { Button } from "@/components/ui/button";

type AccountFormProps = {
  title: string;
  lead: string;
  problem: string | null;
  submit: string;
  isPending: boolean;
  onSubmit: (form: FormData) => void;
  footer: ReactNode;
  children: ReactNode;
};

export function AccountForm(props: AccountFormProps) {
  const handleSubmit: SubmitEventHandler<HTMLFormElement> = (event) => {
    event.preventDefault();
    props.onSubmit(new FormData(event.currentTarget));
  };
  return (
    <form method="post" onSubmit={handleSubmit} className="grid gap-5">
      <header className="mb-1 grid gap-2">
        <h1 className="font-serif text-[2rem] leading-tight font-medium tracking-tight text-balance">
          {props.title}
        </h1>
        <p className="text-[15px] text-muted-foreground">{props.lead}</p>
      </header>
      {props.problem ? (
        <p role="alert" className="rounded-lg bg-danger-soft px-3.5 py-2.5 text-sm text-danger">
          {props.problem}
        </p>
      ) : null}
      {props.children}
      <Button type="submit" variant="primary" size="lg" disabled={props.isPending}>
        {props.isPending ? <LoaderCircle className="animate-spin" /> : null}
        {props.submit}
      </Button>
      <p className="text-center text-sm text-muted-foreground">{props.footer}</p>
    </form>
  );
}
