import { createHash, randomUUID, timingSafeEqual } from "node:crypto";
import express, { Router } from "express";
import session from "express-session";

/** One password for all who may upload: put the login of your app in its place. */
export function createLogin(password) {
  const router = Router();
  router.use(
    session({
      // Sessions are in memory, and end with the process; so may what signs their cookies.
      secret: randomUUID(),
      resave: false,
      saveUninitialized: false,
      cookie: { httpOnly: true, sameSite: "lax", secure: "auto" },
    }),
  );
  router.post("/login", express.urlencoded(), (request, response, next) => {
    if (!isSame(request.body?.password, password)) return response.redirect(303, "/");
    // A new session, whose cookie nobody can have planted.
    request.session.regenerate((error) => {
      if (error) return next(error);
      request.session.isLoggedIn = true;
      response.redirect(303, "/");
    });
  });
  router.post("/logout", (request, response, next) => {
    request.session.destroy((error) => (error ? next(error) : response.redirect(303, "/")));
  });
  return router;
}

/** In a time that does not tell how much of it was right. */
function isSame(given, password) {
  const hash = (text) => createHash("sha256").update(text).digest();
  return typeof given === "string" && timingSafeEqual(hash(given), hash(password));
}
