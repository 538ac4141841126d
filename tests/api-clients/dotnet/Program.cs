using System.Text.Json;
using ApiClients;
using Microsoft.Kiota.Http.HttpClientLibrary;

// Input on standard input; {"state", "html", "certificate"} on standard output, or what went wrong and 1.
var input = (await JsonSerializer.DeserializeAsync<Input>(Console.OpenStandardInput(), JsonSerializerOptions.Web))!;
try
{
    Console.Write(input.Client == "kiota" ? await KiotaJourney.RunAsync(input) : await NSwagJourney.RunAsync(input));
    return 0;
}
catch (ApiClients.NSwag.ApiException<ApiClients.NSwag.HttpValidationProblemDetails> problem)
{
    Console.Error.Write(JsonSerializer.Serialize(problem.Result));
    return 1;
}

namespace ApiClients
{
    internal sealed record Person(string Cookie, string Antiforgery, string Password);

    internal sealed record Input(string Client, string Site, string Slug, string Disclaimer, string Section, Person Author, Person Reviewer, Person Editor)
    {
        public HttpClient As(Person? person)
        {
            // With what Kiota hangs in between, so that its clients can be asked for headers of answers.
            var handler = KiotaClientFactory.ChainHandlersCollectionAndGetFirstLink(new SocketsHttpHandler { UseCookies = false }, [.. KiotaClientFactory.CreateDefaultHandlers()])!;
            var client = new HttpClient(handler) { BaseAddress = new Uri(Site) };
            if (person is not null)
            {
                client.DefaultRequestHeaders.Add("Cookie", person.Cookie);
                client.DefaultRequestHeaders.Add("RequestVerificationToken", person.Antiforgery);
            }

            return client;
        }
    }
}
