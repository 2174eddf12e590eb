import { renderWebChat } from 'botframework-webchat';
import { connect } from './connection.js';
import { createPatientStore } from './patientStore.js';
import { endSession, exists, forgetSession, openSession } from './session.js';
import { styleOptions, words } from './chatStyle.js';

const RETRY = 2_000;
const PATIENCE = 3;

/** Shows the conversation, and brings it back when the connection was lost. */
export function startConversation(document) {
  const element = document.getElementById('conversation');
  const notice = document.getElementById('notice');
  const nonce = document.querySelector('script[nonce]').nonce;
  let connection;
  let session;
  let store;
  let waiting;
  let attempt = 0;

  const say = text => {
    notice.textContent = text ?? '';
    notice.hidden = !text;
  };

  async function open() {
    const turn = ++attempt;
    close();
    const opened = await openSession().catch(() => null);
    if (turn !== attempt) {
      return;
    }

    if (opened) {
      session = opened;
      show();
    } else {
      lost();
    }
  }

  function close() {
    clearTimeout(waiting);
    waiting = undefined;
    connection?.end();
    connection = undefined;
  }

  function show() {
    connection = connect(session, { onOpen: found, onLost: lost });
    // A new element for each conversation: Web Chat keeps what it has shown.
    const host = element.ownerDocument.createElement('div');
    host.className = 'webchat-host';
    store = createPatientStore(host);
    element.replaceChildren(host);
    renderWebChat(
      {
        directLine: connection.directLine,
        store,
        userID: session.userId,
        username: 'You',
        locale: 'en-US',
        overrideLocalizedStrings: words,
        nonce,
        styleOptions: styleOptions({ takesFiles: 'files' in element.dataset })
      },
      host
    );
  }

  function found() {
    clearTimeout(waiting);
    waiting = undefined;
    say(null);
  }

  function lost() {
    if (!waiting) {
      say('The connection was lost. Trying to get it back…');
      waiting = setTimeout(() => recover(0), RETRY);
    }
  }

  // Direct Line gets a few seconds to reconnect by itself once the server is there again; then the conversation is opened anew.
  async function recover(reachable) {
    const turn = attempt;
    let next = 0;
    try {
      if (!session || (reachable === 0 && !(await exists(session)))) {
        await open();
        say(session?.isResumed === false ? 'The bot was restarted, so this is a new conversation.' : null);
        return;
      }

      next = reachable + 1;
    } catch {
      // Still not reachable.
    }

    if (turn === attempt && waiting) {
      waiting = next > PATIENCE ? void open() : setTimeout(() => recover(next), RETRY);
    }
  }

  void open();
  return {
    /** Sends a question as if it had been typed. */
    ask(question) {
      store?.dispatch({ type: 'WEB_CHAT/SEND_MESSAGE', payload: { method: 'keyboard', text: question } });
      element.querySelector('[data-id="webchat-sendbox-input"]')?.focus();
    },

    /** Leaves the conversation for a new one. */
    async restart() {
      if (session) {
        endSession(session);
      }

      forgetSession();
      say(null);
      await open();
      element.focus();
    }
  };
}
