const KEY = 'botqa.conversation';
const DIRECT_LINE = new URL('v3/directline', document.baseURI).href;

/** Where the page's conversation is: kept for the tab, so that a reload goes on with it. */
export const domain = DIRECT_LINE;

/** The conversation of this tab with a fresh token, or a new one. */
export async function openSession() {
  const kept = read();
  if (kept) {
    const response = await post('tokens/refresh', kept.token);
    if (response.ok && (await exists(kept))) {
      return keep({ ...kept, token: (await response.json()).token, isResumed: true });
    }

    forgetSession();
  }

  const response = await post('tokens/generate');
  if (!response.ok) {
    throw new Error(`The server gave no token: ${response.status}`);
  }

  const { conversationId, token } = await response.json();
  return keep({ conversationId, token, userId: `web-${crypto.getRandomValues(new Uint32Array(2)).join('')}`, isResumed: false });
}

/** The next session is a new one. */
export function forgetSession() {
  sessionStorage.removeItem(KEY);
}

/** Ends a conversation, so that the files sent in it are forgotten at once. */
export function endSession({ conversationId, token, userId }) {
  void fetch(`${DIRECT_LINE}/conversations/${conversationId}/activities`, {
    method: 'POST',
    keepalive: true,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ type: 'endOfConversation', from: { id: userId } })
  }).catch(() => {});
}

/** Whether the server still holds the conversation. Throws when the server can't be reached. */
export async function exists({ conversationId, token }) {
  const response = await fetch(`${DIRECT_LINE}/conversations/${conversationId}`, { headers: { Authorization: `Bearer ${token}` } });
  return response.ok;
}

function post(path, token) {
  return fetch(`${DIRECT_LINE}/${path}`, { method: 'POST', headers: token ? { Authorization: `Bearer ${token}` } : {} });
}

function keep(session) {
  const { isResumed, ...kept } = session;
  sessionStorage.setItem(KEY, JSON.stringify(kept));
  return session;
}

function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY));
  } catch {
    return null;
  }
}
