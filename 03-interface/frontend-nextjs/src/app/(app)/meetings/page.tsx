import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { cookies } from "next/headers";
import { createLoader } from "nuqs/server";
import { meetingsQuery } from "@/entities/meeting/list-query";
import { MeetingsScreen } from "@/features/library/library-screen";
import { loadList } from "@/app/_server-data/loads";
import { ServerData } from "@/app/_server-data/server-data";
import { DELETING_COOKIE, readDeleting } from "@/lib/deletion/deleting-cookie";

const readQuery = createLoader(meetingsQuery);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("meetings"))("title") };
}

export default async function MeetingsPage({ searchParams }: PageProps<"/meetings">) {
  const deleting = readDeleting((await cookies()).get(DELETING_COOKIE)?.value);
  return (
    <ServerData load={loadList(await readQuery(searchParams), deleting)}>
      <MeetingsScreen />
    </ServerData>
  );
}
