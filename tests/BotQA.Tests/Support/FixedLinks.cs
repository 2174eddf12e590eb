using BotQA.Knowledge.Citations;
using BotQA.Sources;

namespace BotQA.Tests.Support;

/// <summary>Links that say what they lead to.</summary>
internal sealed class FixedLinks : ISourceLinks
{
    public Uri? Create(Citation citation) => new($"https://botqa.example.com/sources/{citation.DocumentId}?t={citation.Span.Start}-{citation.Span.End}#quote");
}
