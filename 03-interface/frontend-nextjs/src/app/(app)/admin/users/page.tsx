import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UsersScreen } from "@/features/administration/users-screen";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("accounts"))("title") };
}

export default function UsersPage() {
  return <UsersScreen />;
}
