"use client";

import { useState } from "react";

/** Asks the app's own route: neither the secret nor a token comes into the browser. */
export function Folder() {
  const [names, setNames] = useState([]);
  const [problem, setProblem] = useState("");

  async function show() {
    const response = await fetch("/api/folder");
    setProblem(response.ok ? "" : `The server answered ${response.status}`);
    if (response.ok) setNames(await response.json());
  }

  return (
    <>
      <button onClick={show}>Show the files</button>
      <p role="status">{problem}</p>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
    </>
  );
}
