using Microsoft.Extensions.AI;
using Microsoft.SemanticKernel;

namespace BotQA.Knowledge.Generation;

/// <summary>The prompt: the templates of <c>Prompts/</c>, filled in.</summary>
internal sealed class AnswerPrompt
{
    /// <summary>What a model replies when the passages don't answer.</summary>
    public const string NotFound = "NOT_FOUND";

    private static readonly KernelPromptTemplateFactory Templates = new() { AllowDangerouslySetContent = true };

    private readonly IPromptTemplate _system = Load("answer-system");
    private readonly IPromptTemplate _user = Load("answer-user");
    private readonly string _searching = Read("searching");

    /// <summary>Writes the messages of a question.</summary>
    /// <param name="kernel">The turn's kernel.</param>
    /// <param name="question">The question, unescaped.</param>
    /// <param name="passages">The passages as <see cref="PassageWriter"/> writes them.</param>
    /// <param name="searching">Whether the model may search again.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<ChatMessage>> WriteAsync(Kernel kernel, string question, string passages, bool searching, CancellationToken cancellationToken) =>
    [
        new ChatMessage(ChatRole.System, await RenderAsync(_system, kernel, new() { ["searching"] = searching ? _searching : "" }, cancellationToken)),
        new ChatMessage(ChatRole.User, await RenderAsync(_user, kernel, new() { ["passages"] = passages, ["question"] = PromptText.Escape(question) }, cancellationToken)),
    ];

    private static async Task<string> RenderAsync(IPromptTemplate template, Kernel kernel, KernelArguments arguments, CancellationToken cancellationToken) =>
        (await template.RenderAsync(kernel, arguments, cancellationToken)).Trim();

    // The values are escaped by PromptText; the kernel's own encoding would change quotation marks too, which quotes have to keep.
    private static IPromptTemplate Load(string name) =>
        Templates.Create(new PromptTemplateConfig(Read(name)) { Name = name, AllowDangerouslySetContent = true });

    private static string Read(string name)
    {
        using var stream = typeof(AnswerPrompt).Assembly.GetManifestResourceStream($"BotQA.Knowledge.Generation.Prompts.{name}.md")
            ?? throw new InvalidOperationException($"The prompt {name} is not a part of the build.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
