using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using StatusHawk.Api;
using StatusHawk.Azure;

var builder = FunctionsApplication.CreateBuilder(args);
builder.UseStatusHawkApi();
builder.Services.AddStatusHawkStores(builder.Configuration);
await builder.Build().RunAsync();
