import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MeetingScreen } from "@/features/meeting/meeting-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("meeting"))("title") };
}

export default async function MeetingPage({ params }: PageProps<"/meetings/[id]">) {
  return <MeetingScreen id={(await params).id} />;
}
