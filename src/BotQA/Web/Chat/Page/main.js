import './styles.css';
import './webchat.css';
import { startConversation } from './conversation.js';
import { showKnowledge } from './knowledge.js';
import { applyTheme } from './theme.js';

const conversation = startConversation(document);

applyTheme(document);
showKnowledge(document, question => conversation.ask(question));
document.getElementById('restart').addEventListener('click', () => conversation.restart());
