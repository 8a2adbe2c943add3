"use client";

import { LoaderCircle } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { useCancelMeeting } from "@/entities/meeting/meetings";
import type { Meeting } from "@/lib/api/client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

/** A running job stops when its worker notices the request; until then, the button shows that it was made. */
export function CancelButton({ meeting }: { meeting: Meeting }) {
  const t = useTranslations("progress");
  const problemText = useProblemText();
  const cancel = useCancelMeeting();
  const isAsked = cancel.isPending || cancel.isSuccess;
  return (
    <Button
      disabled={isAsked}
      onClick={() =>
        cancel.mutate({ id: meeting.id }, { onError: (error) => void toast.error(problemText(error)) })
      }
    >
      {isAsked ? <LoaderCircle className="animate-spin" /> : null}
      {t(isAsked ? "cancelling" : "cancel")}
    </Button>
  );
}
