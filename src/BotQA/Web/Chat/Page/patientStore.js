import { createStore } from 'botframework-webchat';

const OPENED = ['DIRECT_LINE/CONNECT_FULFILLED', 'DIRECT_LINE/RECONNECT_FULFILLED'];
const CLOSED = ['DIRECT_LINE/RECONNECT_PENDING', 'DIRECT_LINE/DISCONNECT_PENDING'];
const SEND = 'WEB_CHAT/SEND_MESSAGE';
const SEND_BOX = '[data-id="webchat-sendbox-input"]';

/** Web Chat's store, except that what is sent without a connection waits for one: Web Chat drops it or leaves it in the box. */
export function createPatientStore(host) {
  const messages = [];
  let isOpen = false;
  let isEntered = false;

  host.addEventListener('keydown', ({ key, shiftKey, target }) => {
    isEntered = !isOpen && key === 'Enter' && !shiftKey && target.matches(SEND_BOX);
  });

  return createStore({}, ({ dispatch }) => next => action => {
    if (CLOSED.includes(action.type)) {
      isOpen = false;
    } else if (action.type === SEND && !isOpen) {
      messages.push(action);
      return action;
    }

    const result = next(action);
    if (OPENED.includes(action.type)) {
      isOpen = true;
      messages.splice(0).forEach(dispatch);
      if (isEntered) {
        isEntered = false;
        dispatch({ type: 'WEB_CHAT/SUBMIT_SEND_BOX', payload: { method: 'keyboard' } });
      }
    }

    return result;
  });
}
