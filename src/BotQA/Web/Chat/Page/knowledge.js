const RETRY = 1_000;

/** Shows what the bot knows, and its state until it is ready. */
export function showKnowledge(document, ask) {
  const status = document.getElementById('status');
  const statusText = document.getElementById('status-text');
  const documents = document.getElementById('documents-section');

  async function load() {
    const again = () => setTimeout(load, RETRY);
    try {
      const response = await fetch(new URL('api/knowledge', document.baseURI));
      const knowledge = await response.json();
      show(knowledge);
      if (!knowledge.ready && !knowledge.problem) {
        again();
      }
    } catch {
      say('waiting', 'The bot can’t be reached. Trying again…');
      again();
    }
  }

  function say(state, text) {
    status.dataset.state = state;
    if (statusText.textContent !== text) {
      statusText.textContent = text;
    }
  }

  function show({ ready, problem, documents: known, examples }) {
    if (problem) {
      say('failed', problem);
    } else if (ready) {
      say('ready', `Ready, with ${known.length} ${known.length === 1 ? 'document' : 'documents'}`);
    } else {
      say('waiting', 'Reading the documents. Questions can be asked in a moment…');
    }

    fill('examples', ready ? examples : [], example => button(example));
    fill('documents', known, ({ title }) => title);
    document.getElementById('examples-section').hidden = !ready || examples.length === 0;
    document.getElementById('documents-count').textContent = known.length;
    documents.hidden = known.length === 0;
  }

  function fill(id, items, content) {
    document.getElementById(id).replaceChildren(
      ...items.map(item => {
        const entry = document.createElement('li');
        entry.append(content(item));
        return entry;
      })
    );
  }

  function button(example) {
    const element = document.createElement('button');
    element.type = 'button';
    element.textContent = example;
    element.addEventListener('click', () => ask(example));
    return element;
  }

  documents.open = matchMedia('(min-width: 60rem)').matches;
  void load();
}
