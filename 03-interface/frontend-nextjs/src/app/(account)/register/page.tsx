import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RegisterForm } from "@/features/session/registration/register-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("register") };
}

export default async function RegisterPage({ searchParams }: PageProps<"/register">) {
  const { next } = await searchParams;
  return <RegisterForm next={typeof next === "string" ? next : undefined} />;
}
