import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MeetingScreen } from "@/features/meeting/meeting-screen";
import { loadMeeting } from "@/app/_server-data/loads";
import { ServerData } from "@/app/_server-data/server-data";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("meeting"))("title") };
}

export default async function MeetingPage({ params }: PageProps<"/meetings/[id]">) {
  const { id } = await params;
  return (
    <ServerData load={loadMeeting(id)}>
      <MeetingScreen id={id} />
    </ServerData>
  );
}
