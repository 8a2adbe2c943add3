import { UsersRound } from "lucide-react";
import { useFormatter, useTranslations } from "next-intl";
import type { Person } from "@/features/editing/session/use-company";

/** Says who else has the transcript open; nothing while one is alone. */
export function CompanyLine({ people }: { people: readonly Person[] }) {
  const t = useTranslations("editing");
  const format = useFormatter();
  return (
    <p role="status" className="text-[13px] text-muted-foreground">
      {people.length > 0 ? (
        <span className="mt-2 inline-flex items-center gap-1.5">
          <UsersRound aria-hidden className="size-4" />
          <bdi>
            {t("company", { names: format.list(people.map(({ name }) => name)), count: people.length })}
          </bdi>
        </span>
      ) : null}
    </p>
  );
}
