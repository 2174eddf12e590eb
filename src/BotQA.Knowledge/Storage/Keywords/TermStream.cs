using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;

namespace BotQA.Knowledge.Storage.Keywords;

/// <summary>Hands terms that were analysed before to the index.</summary>
internal sealed class TermStream : TokenStream
{
    private readonly string[] _terms;
    private readonly ICharTermAttribute _term;
    private int _next;

    public TermStream(string[] terms)
    {
        _terms = terms;
        _term = AddAttribute<ICharTermAttribute>();
    }

    public override void Reset()
    {
        base.Reset();
        _next = 0;
    }

    public override bool IncrementToken()
    {
        ClearAttributes();
        if (_next == _terms.Length)
        {
            return false;
        }

        _term.Append(_terms[_next++]);
        return true;
    }
}
