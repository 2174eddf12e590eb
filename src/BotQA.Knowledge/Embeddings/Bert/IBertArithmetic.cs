namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>How the parts of a BERT encoder that hold nearly all of its weights are computed: the choice between speed and exactness.</summary>
internal interface IBertArithmetic
{
    /// <summary>Adds the look-up of rows of the table called <paramref name="table"/> and returns the name of the looked-up values.</summary>
    string LookUp(string table, int rows, int columns, string indices);

    /// <summary>Adds a linear layer and returns the name of its output.</summary>
    string Linear(string input, LinearWeights layer);

    /// <summary>Adds the feed-forward pair of layers with GELU between them and returns the name of its output.</summary>
    string FeedForward(string input, LinearWeights up, LinearWeights down);
}
