import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TagsScreen } from "@/features/tags/tags-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("tags"))("title") };
}

export default function TagsPage() {
  return <TagsScreen />;
}
