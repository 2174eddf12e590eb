using BotQA.Knowledge.Reading;
using BotQA.Knowledge.Retrieval;

namespace BotQA.Knowledge.Answering;

/// <summary>A passage in its final place.</summary>
/// <param name="Retrieved">The passage, with its final score.</param>
/// <param name="Reading">What the reader made of it; null where it wasn't read.</param>
internal sealed record ReadPassage(RetrievedPassage Retrieved, PassageReading? Reading);
