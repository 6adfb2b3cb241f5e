metadata name = 'Function app'
metadata description = 'A function app on a Flex Consumption plan of its own, which is all that such a plan can hold.'

import { identity } from 'shared.bicep'

@description('Required. Name of the app; its address is this under azurewebsites.net.')
@maxLength(60)
param name string

@description('Required. Where it is.')
param location string

@description('Required. Who it is.')
param runsAs identity

@description('Required. Addresses of the account that is the host\'s own: its locks, its keys, the app\'s package.')
param host {
  @description('Required. Address of the blobs.')
  blobUri: string

  @description('Required. Address of the queues.')
  queueUri: string

  @description('Required. Address of the tables.')
  tableUri: string
}

@description('Required. Where logs go.')
param insightsConnectionString string

@description('Required. The app\'s own settings.')
param settings object

@description('Required. Memory of an instance in MB: 512 has a quarter of a CPU.')
@allowed([512, 2048, 4096])
param instanceMemoryMB int

@description('Required. Instances at most, 40 to 1,000.')
@minValue(40)
@maxValue(1000)
param maximumInstances int

@description('Required. Instances that are always there, by what they serve: http, durable or function:{name}.')
param alwaysReady {
  @description('Required. What they serve.')
  name: string

  @description('Required. How many; with 0 they come when there is work.')
  instanceCount: int
}[]

@description('Optional. Subnet that the app goes out by; empty: the platform\'s own way.')
param subnetId string = ''

@description('Optional. Origins whose pages may call the app.')
param corsOrigins string[] = []

@description('Required. Tags of every resource.')
param tags object

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: tags
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${runsAs.id}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: runsAs.id
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${host.blobUri}packages'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: runsAs.id
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstances
        alwaysReady: filter(alwaysReady, item => item.instanceCount > 0)
      }
    }
    siteConfig: {
      cors: {
        allowedOrigins: corsOrigins
      }
      http20Enabled: true
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
    }
  }

  // https://learn.microsoft.com/azure/azure-functions/functions-reference#connecting-to-host-storage-with-an-identity
  resource appSettings 'config' = {
    name: 'appsettings'
    properties: union(
      {
        APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${runsAs.clientId};Authorization=AAD'
        APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
        AZURE_CLIENT_ID: runsAs.clientId
        // Nothing else is asked for a token: neither a developer's tools nor a key in the environment.
        AZURE_TOKEN_CREDENTIALS: 'ManagedIdentityCredential'
        AzureWebJobsStorage__blobServiceUri: host.blobUri
        AzureWebJobsStorage__queueServiceUri: host.queueUri
        AzureWebJobsStorage__tableServiceUri: host.tableUri
        AzureWebJobsStorage__clientId: runsAs.clientId
        AzureWebJobsStorage__credential: 'managedidentity'
        // What is logged outside of a function, at start above all, the host reads from the console's errors alone.
        Logging__Console__FormatterName: 'json'
        Logging__Console__LogToStandardErrorThreshold: 'Warning'
      },
      settings
    )
  }

  // Packages come by the management plane's token; no user name and password opens a door beside it.
  resource ftp 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }

  resource scm 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

@description('Name of the app.')
output name string = app.name

@description('Id of the app.')
output id string = app.id

@description('Its own address.')
output url string = 'https://${app.properties.defaultHostName}'
