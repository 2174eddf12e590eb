import { DirectLine } from 'botframework-directlinejs';
import { domain } from './session.js';

/**
 * Connects to the bot and says when the connection comes and goes. Direct Line reconnects by itself after a pause; what it doesn't say is
 * that the connection is gone, so its WebSocket is watched.
 */
export function connect({ conversationId, token, isResumed }, { onOpen, onLost }) {
  let ended = false;
  class WatchedWebSocket extends WebSocket {
    constructor(url) {
      super(url);
      this.addEventListener('open', () => ended || onOpen());
      this.addEventListener('close', () => ended || onLost());
    }
  }

  const directLine = new DirectLine({
    domain,
    token,
    conversationId: isResumed ? conversationId : undefined,
    WebSocket: WatchedWebSocket,
    random: () => 0
  });
  const status = directLine.connectionStatus$.subscribe(value => {
    if (!ended && value >= FAILED) {
      onLost();
    }
  });

  return {
    directLine,
    end() {
      ended = true;
      status.unsubscribe();
      directLine.end();
    }
  };
}

// Direct Line's states from here on: the token expired, the connection failed, the conversation ended.
const FAILED = 3;
