import Link from "next/link";
import { Button } from "@/components/ui/button";

type AccountNoticeProps = { title: string; lead: string; note?: string; action: string; to: string };

/** Says why there is no form here, and leads on. */
export function AccountNotice({ title, lead, note, action, to }: AccountNoticeProps) {
  return (
    <div className="grid justify-items-start gap-5">
      <div className="grid gap-2">
        <h1 className="font-serif text-[2rem] leading-tight font-medium tracking-tight text-balance">
          {title}
        </h1>
        <p className="text-[15px] text-muted-foreground">{lead}</p>
        {note ? <p className="text-[15px] font-medium break-words">{note}</p> : null}
      </div>
      <Button asChild variant="primary" size="lg">
        <Link href={to}>{action}</Link>
      </Button>
    </div>
  );
}
