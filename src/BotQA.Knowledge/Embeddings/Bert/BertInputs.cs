namespace BotQA.Knowledge.Embeddings.Bert;

/// <summary>
/// The inputs a BERT graph takes, all of them 64-bit integers of shape [batch, tokens]: always the token ids, the others when
/// they are wanted. A graph without a mask is for batches whose rows are equally long; one without token types takes all tokens
/// to be of type 0.
/// </summary>
/// <param name="AttentionMask">Whether the graph takes a mask that is 1 for tokens and 0 for padding.</param>
/// <param name="TokenTypes">Whether the graph takes the number of the text, 0 or 1, each token belongs to.</param>
internal sealed record BertInputs(bool AttentionMask, bool TokenTypes)
{
    public const string TokenIdsName = "input_ids";

    public const string AttentionMaskName = "attention_mask";

    public const string TokenTypesName = "token_type_ids";
}
