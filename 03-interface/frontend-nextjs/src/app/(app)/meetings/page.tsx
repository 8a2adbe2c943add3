import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader } from "nuqs/server";
import { meetingsQuery } from "@/entities/meeting/list-query";
import { MeetingsScreen } from "@/features/library/library-screen";
import { loadList } from "@/app/_server-data/loads";
import { ServerData } from "@/app/_server-data/server-data";

const readQuery = createLoader(meetingsQuery);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("meetings"))("title") };
}

export default async function MeetingsPage({ searchParams }: PageProps<"/meetings">) {
  return (
    <ServerData load={loadList(await readQuery(searchParams))}>
      <MeetingsScreen />
    </ServerData>
  );
}
