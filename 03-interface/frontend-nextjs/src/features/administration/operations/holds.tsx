"use client";

import { useMutation, useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { ProblemNotice } from "@/components/problem-notice";
import { Button } from "@/components/ui/button";
import { Field, Input } from "@/components/ui/field";
import { Nothing, Part, Rows } from "@/features/administration/operations/part";
import { api, settle, unwrap } from "@/lib/api/client";
import { RETENTION_KEY } from "@/lib/query-client";
import { toast } from "@/lib/toast";
import { useProblemText } from "@/lib/use-problem-text";

const HOLDS_KEY = ["holds"] as const;
const MAX_REASON_LENGTH = 500;
const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/i;

/** Ask again for the holds, and until when meetings are kept. */
const invalidateHolds = (queryClient: QueryClient) =>
  Promise.all([HOLDS_KEY, RETENTION_KEY].map((queryKey) => queryClient.invalidateQueries({ queryKey })));

type HoldsProps = {
  /** Whether the page says already that the gateway does not answer. */
  isToldAbove: boolean;
};

/** The meetings that legal holds keep from being deleted, and a form to add one. */
export function Holds({ isToldAbove }: HoldsProps) {
  const t = useTranslations("holds");
  const problemText = useProblemText();
  const format = useFormatter();
  const queryClient = useQueryClient();
  const [asked, setAsked] = useState<{ id: string; owner: string; reason: string } | null>(null);
  const holds = useQuery({ queryKey: HOLDS_KEY, queryFn: () => unwrap(api.GET("/api/v1/admin/holds")) });
  const lift = useMutation({
    mutationFn: (id: string) =>
      settle(
        api.DELETE("/api/v1/admin/meetings/{meeting_id}/hold", { params: { path: { meeting_id: id } } }),
      ),
    onSuccess: () => invalidateHolds(queryClient),
    onError: (error) => void toast.error(problemText(error)),
    onSettled: () => setAsked(null),
  });
  return (
    <Part title={t("title")} text={t("text")}>
      {holds.error && !isToldAbove ? (
        <ProblemNotice error={holds.error} onRetry={() => void holds.refetch()} />
      ) : null}
      {holds.data?.length === 0 ? <Nothing>{t("none")}</Nothing> : null}
      {holds.data?.length ? (
        <Rows>
          {holds.data.map(({ meeting_id, owner_name, reason, by, at }) => (
            <li
              key={meeting_id}
              className="flex flex-col gap-x-4 gap-y-2 px-4 py-3 sm:flex-row sm:items-center"
            >
              <div className="min-w-0 sm:flex-1">
                <p className="font-medium">
                  <bdi>{owner_name}</bdi>
                </p>
                <p>
                  <bdi>{reason}</bdi>
                </p>
                <p className="text-[13px] text-muted-foreground">
                  {t("by", { name: by, date: format.dateTime(new Date(at), { dateStyle: "medium" }) })}
                </p>
                <p className="text-[13px] break-all text-muted-foreground">
                  <code className="font-mono">{meeting_id}</code>
                </p>
              </div>
              <Button
                size="sm"
                className="self-start sm:self-center"
                aria-label={t("liftOf", { name: owner_name, reason })}
                disabled={lift.isPending}
                onClick={() => setAsked({ id: meeting_id, owner: owner_name, reason })}
              >
                {t("lift")}
              </Button>
            </li>
          ))}
        </Rows>
      ) : null}
      <NewHold />
      {asked ? (
        <ConfirmDialog
          title={t("liftTitle", { name: asked.owner })}
          text={t("liftText", { reason: asked.reason })}
          submit={t("liftSubmit")}
          isPending={lift.isPending}
          onConfirm={() => lift.mutate(asked.id)}
          onClose={() => setAsked(null)}
        />
      ) : null}
    </Part>
  );
}

function NewHold() {
  const t = useTranslations("holds");
  const problemText = useProblemText();
  const queryClient = useQueryClient();
  const hold = useMutation({
    mutationFn: ({ id, reason }: { id: string; reason: string }) =>
      unwrap(
        api.PUT("/api/v1/admin/meetings/{meeting_id}/hold", {
          params: { path: { meeting_id: id } },
          body: { reason },
        }),
      ),
    onSuccess: () => invalidateHolds(queryClient),
  });
  return (
    <form
      className="grid grid-cols-[minmax(0,1fr)] gap-3 sm:flex sm:items-start"
      onSubmit={(event) => {
        event.preventDefault();
        const element = event.currentTarget;
        const form = new FormData(element);
        // The address of a meeting's page does as well as its id.
        const id = ID.exec(String(form.get("meeting")))?.[0] ?? "";
        hold.mutate({ id, reason: String(form.get("reason")) }, { onSuccess: () => element.reset() });
      }}
    >
      <div className="sm:flex-1">
        <Field
          label={t("meeting")}
          hint={t("meetingHint")}
          error={hold.isError ? problemText(hold.error) : undefined}
        >
          {(control) => (
            <Input
              {...control}
              name="meeting"
              required
              pattern={`.*${ID.source}.*`}
              title={t("meetingHint")}
              autoComplete="off"
            />
          )}
        </Field>
      </div>
      <div className="sm:flex-1">
        <Field label={t("reason")} hint={t("reasonHint")}>
          {(control) => (
            <Input {...control} name="reason" required pattern=".*\S.*" maxLength={MAX_REASON_LENGTH} />
          )}
        </Field>
      </div>
      <Button type="submit" className="h-10 justify-self-end sm:mt-6.5" disabled={hold.isPending}>
        {t("set")}
      </Button>
    </form>
  );
}
