import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LoginForm } from "@/features/session/login-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("account"))("login") };
}

export default async function LoginPage({ searchParams }: PageProps<"/login">) {
  const { next, chosen, problem } = await searchParams;
  return (
    <LoginForm
      next={typeof next === "string" ? next : undefined}
      hasChosen={chosen !== undefined}
      problem={typeof problem === "string" ? problem : undefined}
    />
  );
}
