import { azure } from "./subjects/azure.ts";
import { badgateway } from "./subjects/badgateway.ts";
import { google } from "./subjects/google.ts";
import { ownSubject } from "./subjects/ours.ts";
import { oauth4webapi } from "./subjects/oauth4webapi.ts";
import { openidClient } from "./subjects/openid-client.ts";
import { simpleOAuth2 } from "./subjects/simple-oauth2.ts";
import type { Subject } from "./subject.ts";

/** Whom the table has, in its order. */
export const subjects: readonly Subject[] = [
  ownSubject,
  badgateway,
  oauth4webapi,
  openidClient,
  simpleOAuth2,
  google,
  azure,
];
