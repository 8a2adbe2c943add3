import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { GroupsScreen } from "@/features/administration/groups/groups-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("groups"))("title") };
}

export default function GroupsPage() {
  return <GroupsScreen />;
}
