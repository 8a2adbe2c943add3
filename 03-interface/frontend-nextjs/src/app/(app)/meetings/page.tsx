import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { MeetingsScreen } from "@/features/library/library-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("meetings"))("title") };
}

export default function MeetingsPage() {
  return <MeetingsScreen />;
}
